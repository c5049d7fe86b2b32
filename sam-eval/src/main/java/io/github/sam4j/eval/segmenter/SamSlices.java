package io.github.sam4j.eval.segmenter;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamRuntime;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SAM on slices. */
record SamSlices(SamSegmenter sam) implements SliceSegmenter {
  @Override
  public Map<String, String> model() {
    Map<String, String> model = new LinkedHashMap<>();
    model.put("name", sam.model().name());
    model.put("encoder_sha256", sam.model().encoderSha256());
    model.put("decoder_sha256", sam.model().decoderSha256());
    model.put("precision", sam.runtime().precision().toString());
    return model;
  }

  @Override
  public Map<String, String> environment() {
    SamRuntime runtime = sam.runtime();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("device", runtime.device().toString());
    environment.put("threads", Integer.toString(runtime.threads()));
    environment.put("workers", Integer.toString(runtime.workers()));
    environment.put("onnxruntime", runtime.onnxRuntime());
    return environment;
  }

  @Override
  public EncodedSlice encode(RgbImage image) {
    return new Encoded(sam.encode(image));
  }

  private record Encoded(ImageEmbedding embedding) implements EncodedSlice {
    @Override
    public List<ScoredMask> automatic(AutomaticMaskSettings settings, Progress progress) {
      return List.copyOf(embedding.automaticMasks(settings, progress));
    }

    @Override
    public List<List<ScoredMask>> predict(List<Prompt> prompts) {
      return embedding.predictAll(prompts).stream()
          .map(prediction -> List.<ScoredMask>copyOf(prediction.masks()))
          .toList();
    }

    @Override
    public void close() {
      embedding.close();
    }
  }
}
