#include "api/explained_record.h"

#include <algorithm>

#include "source/nearest.h"
#include "source/wording.h"

namespace meruit::api {

namespace {

std::string without_blanks_after_commas(std::string_view key) {
  std::string result;
  for (const char c : key)
    if (c != ' ' || result.empty() || result.back() != ',') result += c;
  return result;
}

std::string joined_parts(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

// "member_id, claim_id, line".
std::vector<std::string> key_names(const check::Model& model, check::RelationId relation) {
  std::vector<std::string> names;
  for (const check::FieldId id : model.relations[relation.index].fields)
    if (model.fields[id.index].key) names.push_back(model.fields[id.index].name);
  return names;
}

// One that is there, to be written in the place of a key of too few or too many parts.
std::string named_by(const check::Model& model, const data::Relation& relation, const std::vector<std::string>& names) {
  const std::string& name = model.relations[relation.id.index].name;
  return name + " is named by " + joined_parts(names) +
         (relation.rows == 0 ? "" : ": --of " + name + "=" + written(key_parts(model, relation, 0)));
}

}  // namespace

WrittenKey read_key(std::string_view text) {
  WrittenKey key;
  key.text = without_blanks_after_commas(text);
  std::string part;
  bool inside = false;
  const std::string& all = key.text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] == ',' && !inside) {
      key.parts.push_back(std::exchange(part, {}));
    } else if (all[i] != '"' || (!inside && !part.empty())) {
      part += all[i];
    } else if (inside && i + 1 < all.size() && all[i + 1] == '"') {
      part += all[++i];
    } else {
      inside = !inside;
      key.quoted = true;
    }
  }
  key.parts.push_back(std::move(part));
  return key;
}

std::string written(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string part = parts[i];
    if (part.find_first_of(",\"") != std::string::npos) {
      for (std::size_t at = 0; (at = part.find('"', at)) != std::string::npos; at += 2) part.insert(at, 1, '"');
      part = "\"" + part + "\"";
    }
    text += (i == 0 ? "" : ",") + part;
  }
  return text;
}

std::optional<std::size_t> row_of(const check::Model& model, const data::Relation& relation, const WrittenKey& key) {
  for (std::size_t row = 0; row < relation.rows; ++row) {
    const std::vector<std::string> parts = key_parts(model, relation, row);
    if (without_blanks_after_commas(joined_parts(parts)) == key.text) return row;
    if (!key.quoted || parts.size() != key.parts.size()) continue;
    const auto alike = [](const std::string& a, const std::string& b) { return without_blanks_after_commas(a) == b; };
    if (std::equal(parts.begin(), parts.end(), key.parts.begin(), alike)) return row;
  }
  return std::nullopt;
}

const Reject* reject_of(const std::vector<Reject>& rejects, std::string_view relation, const WrittenKey& key) {
  const auto found = std::find_if(rejects.begin(), rejects.end(), [&](const Reject& each) {
    if (each.relation != relation || each.key.empty()) return false;
    const std::string own = without_blanks_after_commas(each.key);
    return own == key.text || (key.quoted && own == without_blanks_after_commas(joined_parts(key.parts)));
  });
  return found == rejects.end() ? nullptr : &*found;
}

Error no_such_kind(const check::Model& model, std::string_view relation) {
  std::string known;
  for (const check::Relation& each : model.relations) known += (known.empty() ? "`" : ", `") + each.name + "`";
  return plain_error(ErrorKind::Usage, "unknown-relation",
                     "the contract has no records `" + std::string(relation) + "`; it has " + known);
}

Error no_such_record(const check::Model& model, const data::Relation& relation, const WrittenKey& key,
                     const std::vector<Reject>& rejects) {
  const std::string& name = model.relations[relation.id.index].name;
  const std::vector<std::string> names = key_names(model, relation.id);
  if (names.size() > 1 && key.parts.size() != names.size())
    return plain_error(ErrorKind::Usage, "unknown-key",
                       "there is no " + name + " `" + key.text + "`: " + named_by(model, relation, names));
  std::vector<std::string> keys;
  for (std::size_t row = 0; row < relation.rows; ++row) keys.push_back(written(key_parts(model, relation, row)));
  const auto keyless = std::count_if(rejects.begin(), rejects.end(),
                                     [&](const Reject& each) { return each.relation == name && each.key.empty(); });
  const std::string near = source::nearest(key.text, keys);
  std::string hint = near.empty() ? "" : "; did you mean `" + near + "`?";
  if (keyless > 0)
    hint = "; of " + source::counted(static_cast<std::size_t>(keyless), "row") +
           " set apart the key cannot be read, and it may be there";
  return plain_error(ErrorKind::Usage, "unknown-key", "there is no " + name + " `" + key.text + "` in the data" + hint);
}

Error wrong_record(const Reject& reject) {
  Error error = plain_error(ErrorKind::Data, "set-apart", "");
  error.problems = reject.problems;
  for (const DataProblem& each : reject.problems) error.message += (error.message.empty() ? "" : "\n") + each.message;
  error.message += "\n" + reject.relation + " `" + reject.key + "` was set apart, so there is no result to explain";
  return error;
}

}  // namespace meruit::api
