package io.github.sam4j.model;

import io.github.sam4j.model.weights.DecoderWeights;
import java.io.IOException;

/**
 * A checked model: an image encoder as an ONNX file and the weights of the prompt encoder and mask
 * decoder.
 *
 * <p>Immutable and safe to share. Made by {@link SamModels}.
 */
public final class SamModel {
  private final String name;
  private final ModelFile encoder;
  private final DecoderWeights decoder;
  private final String decoderSha256;

  SamModel(String name, ModelFile encoder, DecoderWeights decoder, String decoderSha256) {
    this.name = name;
    this.encoder = encoder;
    this.decoder = decoder;
    this.decoderSha256 = decoderSha256;
  }

  /** Returns the name under which the model appears in reports. */
  public String name() {
    return name;
  }

  /** Returns the SHA-256 of the encoder file in lower-case hexadecimal digits. */
  public String encoderSha256() {
    return encoder.sha256();
  }

  /** Returns the SHA-256 of the decoder file in lower-case hexadecimal digits. */
  public String decoderSha256() {
    return decoderSha256;
  }

  /** Returns the path or resource name of the encoder, for messages. */
  public String encoderSource() {
    return encoder.source();
  }

  /**
   * Reads the encoder's ONNX file, as large as it is.
   *
   * @throws IOException if it can't be read any more
   */
  public byte[] readEncoder() throws IOException {
    return encoder.bytes();
  }

  /** Returns the weights of the prompt encoder and mask decoder. */
  public DecoderWeights decoder() {
    return decoder;
  }

  @Override
  public String toString() {
    return "SamModel[" + name + "]";
  }
}
