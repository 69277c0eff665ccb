// What a contract says beside its figures and rules: header, terms, parties, lists, records, a mapping's marks.
#include <algorithm>
#include <set>

#include "diff/change_list.h"

namespace meruit::diff {

namespace {

constexpr const char* kOneTerm = "the same term is settled by both versions";

class Surroundings {
  using Kind = StatementChange::Kind;

 public:
  Surroundings(const Side& before, const Side& after, const Matching& matching)
      : old_(before.book.model),
        new_(after.book.model),
        old_book_(before.book),
        new_book_(after.book),
        one_term_(before.term && before.term == after.term),
        matching_(matching),
        names_(namings(before.book, after.book, matching)),
        changes_(before, after) {}

  std::vector<StatementChange> compare() {
    header();
    terms();
    parties();
    lists();
    records();
    mapping();
    return changes_.take();
  }

 private:
  void header() {
    changes_.open(Kind::Changed, old_.is_model && new_.is_model ? "model" : "contract", old_.name, new_.name);
    changes_.part("name", old_.name, new_.name, kNotCalculated);
    changes_.part("title", quoted({old_.title}), quoted({new_.title}), kNotCalculated);
    changes_.part("version", old_.version, new_.version, kNotCalculated);
    changes_.part("kind", old_.is_model ? "model" : "contract", new_.is_model ? "model" : "contract");
    changes_.part("term", old_.term ? calendar::to_text(*old_.term) : "",
                  new_.term ? calendar::to_text(*new_.term) : "", one_term_ ? kOneTerm : "");
    changes_.part("currency", old_.currency, new_.currency);
    changes_.part("rounding", old_.rounding ? number::words(*old_.rounding) : "",
                  new_.rounding ? number::words(*new_.rounding) : "",
                  "the roundings that it decides are compared themselves");
    changes_.part("cites", quoted(old_.cites), quoted(new_.cites), kNotCalculated);
    changes_.close();
  }

  void terms() {
    const auto left_out = [&](const std::vector<check::NamedTerm>& all, const std::vector<check::NamedTerm>& others,
                              Kind kind) {
      for (const check::NamedTerm& term : all) {
        if (named(others, term.label) != nullptr) continue;
        const bool added = kind == Kind::Added;
        changes_.open(kind, "term", added ? "" : term.label, added ? term.label : "",
                      added ? source::Span{} : term.span, added ? term.span : source::Span{});
        if (one_term_) changes_.prove(kOneTerm);
      }
    };
    for (const check::NamedTerm& term : new_.terms) {
      const check::NamedTerm* like = named(old_.terms, term.label);
      if (like == nullptr) continue;
      changes_.open(Kind::Changed, "term", like->label, term.label, like->span, term.span);
      changes_.part("period", calendar::to_text(like->period), calendar::to_text(term.period),
                    one_term_ ? kOneTerm : "");
      changes_.close();
    }
    left_out(new_.terms, old_.terms, Kind::Added);
    left_out(old_.terms, new_.terms, Kind::Removed);
  }

  static const check::NamedTerm* named(const std::vector<check::NamedTerm>& terms, const std::string& label) {
    const auto at = std::find_if(terms.begin(), terms.end(), [&](const auto& each) { return each.label == label; });
    return at == terms.end() ? nullptr : &*at;
  }

  static std::string party_title(const check::Model& model, const std::string& name) {
    for (const auto& [party, title] : model.parties)
      if (party == name) return title;
    return {};
  }
  static bool pays(const check::Model& model, const std::string& name) {
    return std::any_of(model.rules.begin(), model.rules.end(),
                       [&](const check::Rule& rule) { return rule.payer == name || rule.payee == name; });
  }

  void parties() {
    for (const auto& [old_name, new_name] : matching_.parties) {
      const Kind kind = old_name.empty()       ? Kind::Added
                        : new_name.empty()     ? Kind::Removed
                        : old_name == new_name ? Kind::Changed
                                               : Kind::Renamed;
      changes_.open(kind, "party", old_name, new_name);
      if (kind == Kind::Changed || kind == Kind::Renamed)
        changes_.part("title", quoted({party_title(old_, old_name)}), quoted({party_title(new_, new_name)}),
                      kNotCalculated);
      if ((kind == Kind::Added && !pays(new_, new_name)) || (kind == Kind::Removed && !pays(old_, old_name)))
        changes_.prove("no payment names it");
      changes_.close();
    }
  }

  // Lists are what their words are; those of a field stand with the field.
  static std::vector<const check::List*> named_lists(const check::Model& model) {
    std::vector<const check::List*> found;
    std::set<std::uint32_t> fields;
    for (const check::Field& field : model.fields)
      if (field.type.kind == check::TypeKind::OneOf) fields.insert(field.type.list.index);
    for (std::uint32_t i = 0; i < model.lists.size(); ++i)
      if (!fields.contains(i)) found.push_back(&model.lists[i]);
    return found;
  }

  void lists() {
    std::vector<const check::List*> olds = named_lists(old_), news = named_lists(new_);
    for (auto at = olds.begin(); at != olds.end();) {
      const auto like = std::find_if(news.begin(), news.end(),
                                     [&](const check::List* other) { return other->words == (*at)->words; });
      if (like == news.end()) {
        ++at;
        continue;
      }
      news.erase(like);
      at = olds.erase(at);
    }
    const auto words = [](const check::List& list) {
      std::string text;
      for (const std::string& word : list.words) text += (text.empty() ? "" : ", ") + word;
      return text;
    };
    for (const check::List* list : news) {
      const auto like =
          std::find_if(olds.begin(), olds.end(), [&](const check::List* other) { return other->name == list->name; });
      changes_.open(like == olds.end() ? Kind::Added : Kind::Changed, "list", like == olds.end() ? "" : list->name,
                    list->name, like == olds.end() ? source::Span{} : (*like)->span, list->span);
      if (like != olds.end()) {
        changes_.part("words", words(**like), words(*list));
        olds.erase(like);
      }
    }
    for (const check::List* list : olds) changes_.open(Kind::Removed, "list", list->name, "", list->span);
  }

  void records() {
    const auto& [to_new, to_old] = matching_.records;
    for (std::uint32_t i = 0; i < to_old.size(); ++i) {
      const check::Relation& b = new_.relations[i];
      if (!to_old[i]) {
        changes_.open(Kind::Added, "record", "", b.name, {}, b.span);
        below("", parent_of(new_, b));
        continue;
      }
      const check::Relation& a = old_.relations[to_old[i]->index];
      changes_.open(a.name == b.name ? Kind::Changed : Kind::Renamed, "record", a.name, b.name, a.span, b.span);
      changes_.part("title", quoted({a.title}), quoted({b.title}), kNotCalculated);
      if (called_in_new(parent_of(old_, a)) != parent_of(new_, b)) below(parent_of(old_, a), parent_of(new_, b));
      if (key_fields(old_book_, a, names_.before) != key_fields(new_book_, b, names_.after))
        changes_.part("key", key_names(old_, a), key_names(new_, b));
      changes_.close();
    }
    for (std::uint32_t i = 0; i < to_new.size(); ++i)
      if (!to_new[i]) {
        changes_.open(Kind::Removed, "record", old_.relations[i].name, "", old_.relations[i].span);
        below(parent_of(old_, old_.relations[i]), "");
      }
  }

  void below(const std::string& before, const std::string& after) { changes_.part("below", before, after); }
  static std::string parent_of(const check::Model& model, const check::Relation& record) {
    return record.parents.empty() ? "" : model.relations[model.links[record.parents.front().index].to.index].name;
  }
  [[nodiscard]] std::string called_in_new(const std::string& record) const {
    for (std::uint32_t i = 0; i < old_.relations.size(); ++i)
      if (const auto& other = matching_.records.to_new[i]; other && old_.relations[i].name == record)
        return new_.relations[other->index].name;
    return record;
  }

  // Its own key, without those of the records above.
  static std::vector<check::FieldId> own_key(const check::Model& model, const check::Relation& record) {
    std::vector<check::FieldId> key;
    for (const check::FieldId id : record.fields)
      if (model.fields[id.index].key && !model.fields[id.index].of_parent) key.push_back(id);
    return key;
  }
  static std::string key_names(const check::Model& model, const check::Relation& record) {
    std::string text;
    for (const check::FieldId id : own_key(model, record))
      text += (text.empty() ? "" : ", ") + model.fields[id.index].name;
    return text;
  }
  static std::string key_fields(const Book& book, const check::Relation& record, const Naming& naming) {
    std::string text;
    for (const check::FieldId id : own_key(book.model, record))
      text += naming.token(book.of(Entity::Kind::Field, id.index)) + " ";
    return text;
  }

  void mapping() {
    changes_.open(Kind::Changed, "mapping", "", "");
    changes_.part("missing", quoted(old_.missing_marks), quoted(new_.missing_marks));
    changes_.part("unknown columns", old_.unknown_columns_ignored ? "ignored" : "refused",
                  new_.unknown_columns_ignored ? "ignored" : "refused");
    changes_.close();
  }

  const check::Model& old_;
  const check::Model& new_;
  const Book& old_book_;
  const Book& new_book_;
  const bool one_term_;  // both versions settle it, whatever terms they name
  const Matching& matching_;
  const Namings names_;
  ChangeList changes_;
};

}  // namespace

std::vector<StatementChange> compare_surroundings(const Side& before, const Side& after, const Matching& matching) {
  return Surroundings(before, after, matching).compare();
}

}  // namespace meruit::diff
