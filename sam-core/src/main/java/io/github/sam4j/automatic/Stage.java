package io.github.sam4j.automatic;

/** A step of asking points. */
enum Stage {
  ENCODER,
  IMAGE_TERMS,
  TRANSFORMER,
  UPSCALING,
  MASKS
}
