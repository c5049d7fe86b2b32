// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.predictor;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamRuntime;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SAM on slices. */
record SamPredictor(SamSegmenter sam, AutomaticMaskSettings settings) implements SlicePredictor {
  @Override
  public Map<String, String> model() {
    Map<String, String> model = new LinkedHashMap<>();
    model.put("name", sam.model().name());
    model.put("encoder_sha256", sam.model().encoderSha256());
    model.put("decoder_sha256", sam.model().decoderSha256());
    model.put("precision", sam.runtime().precision().toString());
    // weights don't tell how images are prepared; that of SAM as published goes without saying
    if (!sam.model().spec().equals(ModelSpec.sam1())) {
      model.put("spec", sam.model().spec().toString());
    }
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
  public Set<Class<? extends PreparedSlice>> capabilities() {
    return Set.of(PreparedSlice.Promptable.class, PreparedSlice.Automatic.class);
  }

  @Override
  public Map<String, String> options(Class<? extends PreparedSlice> capability) {
    if (!capability.equals(PreparedSlice.Automatic.class)) {
      return Map.of();
    }
    Map<String, String> options = new LinkedHashMap<>();
    // the names of the reference's command line
    if (settings.pointGrids().isEmpty()) {
      options.put("points_per_side", Integer.toString(settings.pointsPerSide()));
    } else {
      options.put("point_grids", settings.pointGrids().toString());
    }
    options.put("pred_iou_thresh", Double.toString(settings.predictedIouThreshold()));
    options.put("stability_score_thresh", Double.toString(settings.stabilityThreshold()));
    options.put("stability_score_offset", Double.toString(settings.stabilityOffset()));
    options.put("box_nms_thresh", Double.toString(settings.boxNmsThreshold()));
    options.put("crop_n_layers", Integer.toString(settings.cropLayers()));
    if (settings.cropLayers() > 0) {
      options.put("crop_nms_thresh", Double.toString(settings.cropNmsThreshold()));
      options.put("crop_overlap_ratio", Double.toString(settings.cropOverlapRatio()));
      options.put(
          "crop_n_points_downscale_factor", Integer.toString(settings.cropPointsDownscaleFactor()));
    }
    options.put("min_mask_region_area", Integer.toString(settings.minMaskRegionArea()));
    return options;
  }

  @Override
  public PreparedSlice prepare(RgbImage image) {
    return new Encoded(sam.encode(image), settings);
  }

  private record Encoded(ImageEmbedding embedding, AutomaticMaskSettings settings)
      implements PreparedSlice.Promptable, PreparedSlice.Automatic {
    @Override
    public List<ScoredMask> automatic(Progress progress) {
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
