// Diagnostics as JSON, from the public data alone, so that those of several contracts make one array.
#include <nlohmann/json.hpp>

#include "meruit/diagnostic.h"

namespace meruit {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Place& place) {
  if (place.file.empty()) return nullptr;
  return {{"file", place.file},
          {"line", place.line},
          {"column", place.column},
          {"end_line", place.end_line},
          {"end_column", place.end_column}};
}

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics) {
  Json all = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    Json labels = Json::array();
    for (const PlaceLabel& label : diagnostic.labels)
      labels.push_back({{"place", to_json(label.place)}, {"text", label.text}});
    all.push_back({{"severity", word(diagnostic.severity)},
                   {"code", diagnostic.code},
                   {"message", diagnostic.message},
                   {"place", to_json(diagnostic.place)},
                   {"labels", std::move(labels)},
                   {"help", diagnostic.help}});
  }
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace meruit
