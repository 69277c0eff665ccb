#include "api/arrow_export.h"

namespace meruit::api {

namespace {

// What an exported schema's private_data owns.
struct SchemaOwner {
  std::string name, format;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

struct ArrayOwner {
  std::vector<std::shared_ptr<const void>> owners;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

// A consumer may have moved a child out and released it by itself; its `release` is null then.
template <class Arrow, class Owner>
void release(Arrow* arrow) {
  auto* owner = static_cast<Owner*>(arrow->private_data);
  for (Arrow& child : owner->children)
    if (child.release != nullptr) child.release(&child);
  delete owner;
  arrow->release = nullptr;
}

void export_schema(const ArrowNode& node, ArrowSchema* out) {
  auto* owner = new SchemaOwner{node.name, node.format, std::vector<ArrowSchema>(node.children.size()), {}};
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    export_schema(node.children[i], &owner->children[i]);
    owner->pointers.push_back(&owner->children[i]);
  }
  *out = {};
  out->format = owner->format.c_str();
  out->name = owner->name.c_str();
  out->flags = node.nullable ? ARROW_FLAG_NULLABLE : 0;
  out->n_children = static_cast<std::int64_t>(owner->children.size());
  out->children = owner->pointers.data();
  out->release = release<ArrowSchema, SchemaOwner>;
  out->private_data = owner;
}

void export_array(const ArrowNode& node, ArrowArray* out) {
  auto* owner = new ArrayOwner{node.buffers, {}, std::vector<ArrowArray>(node.children.size()), {}};
  for (const auto& buffer : owner->owners) owner->buffers.push_back(buffer.get());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    export_array(node.children[i], &owner->children[i]);
    owner->pointers.push_back(&owner->children[i]);
  }
  *out = {};
  out->length = node.length;
  out->null_count = node.null_count;
  out->n_buffers = static_cast<std::int64_t>(owner->buffers.size());
  out->buffers = owner->buffers.data();
  out->n_children = static_cast<std::int64_t>(owner->children.size());
  out->children = owner->pointers.data();
  out->release = release<ArrowArray, ArrayOwner>;
  out->private_data = owner;
}

struct StreamOwner {
  ArrowNode batch;
  bool given = false;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  export_schema(static_cast<StreamOwner*>(stream->private_data)->batch, out);
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* owner = static_cast<StreamOwner*>(stream->private_data);
  if (owner->given) {
    *out = {};
  } else {
    export_array(owner->batch, out);
  }
  owner->given = true;
  return 0;
}

const char* get_last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamOwner*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void to_stream(ArrowNode batch, ArrowArrayStream* out) {
  *out = {};
  out->get_schema = get_schema;
  out->get_next = get_next;
  out->get_last_error = get_last_error;
  out->release = release_stream;
  out->private_data = new StreamOwner{std::move(batch)};
}

std::vector<std::uint8_t> bits(const std::vector<std::uint8_t>& bytes) {
  std::vector<std::uint8_t> result((bytes.size() + 7) / 8);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (bytes[i] != 0) result[i / 8] = static_cast<std::uint8_t>(result[i / 8] | (1u << (i % 8)));
  return result;
}

}  // namespace meruit::api
