// What the changes between two versions come to on data: who is affected, from how much to how much, and what each
// change contributes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "meruit/difference.h"
#include "meruit/job.h"
#include "meruit/table.h"

namespace meruit {

// The data of one kind of record.
struct ImpactData {
  std::string relation;  // its name; empty: the only kind of the contract
  Table table;
  std::string digest = {};  // of the file that they come from, if known; told again
};

// One side of a comparison: a contract as a run would settle it.
struct ImpactSide {
  std::shared_ptr<const Contract> contract;
  std::string term = {};               // as in RunOptions
  std::vector<Setting> settings = {};  // likewise
  std::vector<ImpactData> data =
      {};  // of the new side: of kinds that it leaves out both settle the data of the old one
};

struct ImpactOptions {
  std::string by;  // a field or a rule: totals for each of its values
  // Plain amounts; empty: there is no such limit. By how much the total of a payment may change up or down, changes of
  // records against each other set off; and by how much a payment of one record may, which nothing sets off.
  std::string at_most, at_most_each;
  int threads = 0;
  std::stop_token stop{};
  // Rows that are wrong on either side: the comparison stops at them, or sets them apart on both and compares the
  // others. Records from which a result cannot be worked out are undetermined either way.
  BadData bad_data = BadData::Stop;
};

// Amounts are plain decimals in full, n/d where there is no finite decimal.
struct Movement {
  std::string before, after, change;
};

struct PaymentImpact {
  std::string name, title;
  std::string relation;                       // for each of which it is paid; empty: one amount over all records
  std::string parties_before, parties_after;  // "plan to aco"; empty where that version has no such payment
  bool overall = false;                       // one amount over all records: it belongs to no group
  bool turned = false;  // the new version pays the other way: its amounts count here as the old version pays them
  Movement total;       // over the records whose amount is known; absent payments are none
  std::uint64_t affected = 0;  // records whose amount is another, known on both sides
  std::uint64_t raised = 0, lowered = 0;
  std::uint64_t newly_paid = 0, no_longer_paid = 0;                              // from zero, to zero
  std::uint64_t newly_undetermined = 0, newly_determined = 0, undetermined = 0;  // at fault now, before, on both sides
  std::vector<std::string> beyond_each;  // keys of records (as in Impact::undetermined) beyond
                                         // ImpactOptions::at_most_each, largest change first
};

// What a change, or changes that only make sense together, contribute to a payment's change.
struct Contribution {
  std::string in_sequence;  // on top of all that come before it
  std::string alone;        // on the old version by itself; empty where it cannot be applied so
  std::string interaction;  // the first less the second; empty likewise
  std::uint64_t affected = 0;
};
struct ImpactStep {
  std::vector<std::size_t> changes;  // positions in Impact::comparison.changes; none: the term or the data
  std::string title;
  std::vector<Contribution> payments;  // by position in Impact::payments
  // Where every amount is as before: the statements in which the effect ends on these data, in words.
  std::vector<std::string> because;
};

struct GroupImpact {
  std::string value;  // of the field; empty: missing
  std::uint64_t records = 0, affected = 0;
  std::vector<Movement> payments;  // by position in Impact::payments
};

// A result other than a payment that differs: a line of a payment, or a rule that is reported.
struct ResultImpact {
  std::string name, title;
  std::string relation;              // of each of which it is one; empty: one value over all records
  std::string line_of;               // the payment whose line it is; empty: a reported rule
  bool overall = false;              // one value over all records
  std::uint64_t affected = 0;        // records of which it is another
  std::optional<Movement> movement;  // the sum over the records of both sides where it is money, or the one value;
                                     // lines of a payment that is turned count as the old version pays them
};

struct RecordImpact {
  std::string relation;              // what kind of record it is
  std::string key;                   // its full key; empty: over all records
  std::string group;                 // the value of ImpactOptions::by
  std::vector<Movement> payments;    // an amount that is not known is empty, a payment that is not there too
  std::vector<std::string> results;  // other results that differ: "carried_forward: 15 → 20"
  std::vector<std::string> cells;    // restated inputs: "benchmark: 100 → 120"
};

// What one side was settled with, beside its contract and term.
struct ImpactFile {
  std::string relation, origin, digest;  // the data's file and its digest, if known
};
struct ImpactInput {
  std::vector<ImpactFile> files;
  std::vector<Setting> settings;
};

// How many records of one kind there are, and what became of them.
struct KindImpact {
  std::string relation;
  std::uint64_t records_before = 0, records_after = 0, affected = 0, only_before = 0, only_after = 0;
  std::uint64_t only_new_zeros = 0;  // that are not affected, but have a payment of zero that OLD does not have
  std::uint64_t only_results = 0;    // that are not affected, but have another result that is no payment
};

// What became of one side's rows: read = compared + quarantined + left_out.
struct ImpactRows {
  std::string relation, origin;  // the kind of record, and the file's name, if known
  std::uint64_t read = 0;
  std::uint64_t compared = 0;     // in the amounts, or undetermined there
  std::uint64_t quarantined = 0;  // wrong on this side: its shape, a cell, its key, an expectation
  std::uint64_t left_out = 0;     // as they should be here: of records that are wrong on the other side, and of several
                                  // kinds those that go along with a wrong row above or below
};
// A row that is wrong on either side, or on both, and is in no amount of either.
struct SetApart {
  bool before = false, after = false;  // on which side it is wrong
  Reject row;
};

struct Impact {
  Comparison comparison;  // with the terms' figures and the settings in it, where these differ
  std::string relation;   // the only kind of record; empty: there are several
  std::vector<KindImpact> kinds;
  KindImpact all;  // over all kinds
  ImpactInput input_before, input_after;
  std::vector<std::string> undetermined;  // keys of records with a payment that neither side can work out; of several
                                          // kinds with the name of the record: "claim M1, C1"
  bool overall_affected = false;          // an amount over all records is another; `affected` counts records alone
  std::vector<PaymentImpact> payments;
  std::vector<ResultImpact> results;  // that differ, of those that both versions have
  std::vector<ImpactStep> steps;      // their contributions, and what is not separable, add up to the totals' changes
  // By payment: changes of records that cannot be worked out at a step between the two versions, and of records
  // whose amount is known on one side only.
  std::vector<std::string> not_separable, known_on_one_side;
  std::string at_most, at_most_each;      // as in ImpactOptions
  std::vector<std::size_t> beyond_limit;  // payments whose total changes by more, or of records newly undetermined
  std::string by;
  std::vector<GroupImpact> groups;
  std::vector<RecordImpact> records;  // the affected ones, largest change first; then those of which another result is

  // With BadData::Quarantine.
  std::vector<ImpactRows> rows_before, rows_after;  // by kind
  std::vector<SetApart> set_apart;  // in the order of the data; those of the old data first, where there are two
  // Records that are wrong on one side only, and rows whose key cannot be read.
  std::uint64_t newly_set_apart = 0, no_longer_set_apart = 0;
  std::vector<std::string> incomplete;  // payments that are worked out from all records, and so lack those set apart

  // Nobody is affected, no other result differs, and no record is set apart on one side only.
  [[nodiscard]] bool same() const;
  // No record's payment or line of one is another, or can be worked out on one side only.
  [[nodiscard]] bool same_payments() const;
  // ImpactOptions::at_most and at_most_each; a record newly set apart is beyond either.
  [[nodiscard]] bool within_limits() const;
};

// Fails as Job::create and Job::run do, except that records at fault are told and not refused; and for an unknown name
// or a limit that is no amount (Usage). The limits of the work are those of the new version.
[[nodiscard]] Result<Impact> impact(const ImpactSide& before, const ImpactSide& after, const ImpactOptions& = {});

struct ImpactStyle {
  std::size_t width = 100;
  std::size_t top = 10;  // largest movers shown
  bool color = false;
};
[[nodiscard]] std::string to_text(const Impact&, const ImpactStyle& = {});
[[nodiscard]] std::string to_markdown(const Impact&, std::size_t top = 10);
[[nodiscard]] std::string to_csv(const Impact&);   // a row an affected record
[[nodiscard]] std::string to_json(const Impact&);  // docs/difference-json.md

}  // namespace meruit
