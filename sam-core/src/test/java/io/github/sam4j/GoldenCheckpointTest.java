package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small random ViT SAM, straight from its checkpoint, against the reference implementation:
 * embedding, logits and predicted IoU of a point, a box, and a mask prompt.
 */
final class GoldenCheckpointTest {
  private static final String FOLDER = "golden/vit_random/";

  @ParameterizedTest
  @ValueSource(strings = {"sam_vit_micro_random.pth", "sam_vit_micro_random_legacy.pth"})
  void checkpointAnswersAsTheReference(String file) throws IOException {
    Path checkpoint = SharedData.require(FOLDER + file);
    SamModel model = SamModels.checkpoint(checkpoint);
    try (SamSegmenter sam = SamSegmenter.builder(model).threads(2).build()) {
      GoldenPrompts.RANDOM.compare(sam, FOLDER, 3);

      assertThat(sam.runtime().encoderSha256()).isEqualTo(sam.runtime().decoderSha256());
    }
  }
}
