/* What app/platform/webp asks of libwebp: pixels of a file, and a file of pixels, four bytes each. */
#include <stdlib.h>

#include "src/dsp/cpu.h"
#include "webp/decode.h"
#include "webp/encode.h"

#define EXPORTED(name) __attribute__((export_name(#name)))

/* A place for so many bytes, which whoever asked for it gives back; NULL when there is no room. */
EXPORTED(take) void* take(size_t bytes) { return malloc(bytes); }
EXPORTED(give_back) void give_back(void* at) { free(at); }

static int width, height;
/* The size of the picture that was decoded last. */
EXPORTED(width) int width_of_decoded(void) { return width; }
EXPORTED(height) int height_of_decoded(void) { return height; }

/* The pixels of a file, row by row, or NULL when it cannot be read. */
EXPORTED(decode) uint8_t* decode(const uint8_t* file, size_t bytes) {
  return WebPDecodeRGBA(file, bytes, &width, &height);
}

static WebPMemoryWriter written;
/* How long the file is that was encoded last. */
EXPORTED(length) size_t length_of_encoded(void) { return written.size; }

/* A lossy file of these pixels, with all else as libwebp has it by default; NULL when it cannot be made. */
EXPORTED(encode) uint8_t* encode(const uint8_t* rgba, int columns, int rows, float quality, int method) {
  WebPConfig config;
  WebPPicture picture;
  int is_made;
  WebPMemoryWriterInit(&written);
  if (!WebPConfigInit(&config) || !WebPPictureInit(&picture)) return NULL;
  config.quality = quality;
  config.method = method;
  picture.width = columns;
  picture.height = rows;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &written;
  is_made = WebPPictureImportRGBA(&picture, rgba, columns * 4) && WebPEncode(&config, &picture);
  WebPPictureFree(&picture);
  if (is_made) return written.mem;
  WebPMemoryWriterClear(&written);
  return NULL;
}

/* Code for SSE2 is compiled to the vector instructions of wasm, which every workerd has. */
static int has(CPUFeature feature) { return feature == kSSE2; }
VP8CPUInfo VP8GetCPUInfo = has;

/* libwebp calls these with `use_sharp_yuv` only, which is never set. */
void SharpYuvInit(void* info) { (void)info; }
const void* SharpYuvGetConversionMatrix(int type) { (void)type; return NULL; }
int SharpYuvConvert(const void* red, const void* green, const void* blue, int step, int stride, int depth,
                    void* y, int y_stride, void* u, int u_stride, void* v, int v_stride, int yuv_depth,
                    int columns, int rows, const void* matrix) {
  (void)red, (void)green, (void)blue, (void)step, (void)stride, (void)depth, (void)y, (void)y_stride, (void)u;
  (void)u_stride, (void)v, (void)v_stride, (void)yuv_depth, (void)columns, (void)rows, (void)matrix;
  return 0;
}
