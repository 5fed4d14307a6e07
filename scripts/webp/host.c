/* What stands for a C library: memory in a page's worth of code, and the mathematics that JavaScript has already. */
#include <stddef.h>
#include <stdint.h>

#define OF_THE_HOST(name) __attribute__((import_module("host"), import_name(#name)))

OF_THE_HOST(pow) double host_pow(double base, double exponent);
OF_THE_HOST(log) double host_log(double of);
double pow(double base, double exponent) { return host_pow(base, exponent); }
double log(double of) { return host_log(of); }
double log10(double of) { return host_log(of) * 0.43429448190325182765; }

/* Blocks that were given back, by the power of two that they reach, to be given out again; they are never joined. */
typedef struct Block {
  struct Block* next;
  size_t room;
} Block;
enum { HEAD = 16, MOST = 0x7fff0000 };
static Block* kept[32];
static uintptr_t end;
extern unsigned char __heap_base;

static int class_of(size_t room) { return 31 - __builtin_clz(room); }

void* malloc(size_t bytes) {
  const size_t room = ((bytes + 15) & ~(size_t)15) + HEAD;
  Block** at;
  Block* block;
  uintptr_t have;
  if (bytes > MOST) return NULL;
  for (at = &kept[class_of(room)]; (block = *at); at = &block->next) {
    if (block->room < room) continue;
    *at = block->next;
    return (char*)block + HEAD;
  }
  if (!end) end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  have = (uintptr_t)__builtin_wasm_memory_size(0) << 16;
  if (end + room > have && __builtin_wasm_memory_grow(0, (end + room - have + 0xffff) >> 16) == (size_t)-1)
    return NULL;
  block = (Block*)end;
  end += room;
  block->room = room;
  return (char*)block + HEAD;
}

void free(void* at) {
  Block* const block = (Block*)((char*)at - HEAD);
  Block** list;
  if (!at) return;
  list = &kept[class_of(block->room)];
  block->next = *list;
  *list = block;
}

void* calloc(size_t count, size_t bytes) {
  void* at;
  if (bytes && count > MOST / bytes) return NULL;
  at = malloc(count * bytes);
  if (at) __builtin_memset(at, 0, count * bytes);
  return at;
}
