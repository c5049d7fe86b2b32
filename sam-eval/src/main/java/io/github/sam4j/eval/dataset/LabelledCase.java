package io.github.sam4j.eval.dataset;

import java.nio.file.Path;

/**
 * An image with its labels.
 *
 * @param id name of the image file without its extension
 */
public record LabelledCase(String id, Path image, Path label) {}
