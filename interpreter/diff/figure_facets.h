// Facets of parameters, tables and bands: their figures, one by one.
#pragma once

#include "diff/facets.h"

namespace meruit::diff {

void parameter_facets(const Book&, const check::Parameter&, const Naming&, std::vector<Facet>&);
void table_facets(const Book&, EntityId, const Naming&, std::vector<Facet>&);
void bands_facets(const Book&, const check::Bands&, std::vector<Facet>&);

}  // namespace meruit::diff
