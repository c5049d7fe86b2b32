package io.github.sam4j.eval.protocol;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.segmenter.EncodedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The standard mode of arXiv 2312.12880: automatic masks of the whole slice, of which rules choose,
 * most of them with the truth in hand.
 *
 * @param settings of the automatic masks
 * @param rules the rules, each scored for itself
 */
public record AutomaticProtocol(AutomaticMaskSettings settings, List<SelectionRule> rules)
    implements Protocol {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are no rules, or two of one name
   */
  public AutomaticProtocol {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("automatic masks need at least one rule, got none");
    }
    if (rules.stream().map(SelectionRule::name).distinct().count() < rules.size()) {
      throw new IllegalArgumentException("rules must have different names, got " + rules);
    }
  }

  /** Returns the protocol with the given selections. */
  public static AutomaticProtocol of(
      AutomaticMaskSettings settings, List<MaskSelection> selections) {
    return new AutomaticProtocol(
        settings, selections.stream().map(SelectionRule::of).toList());
  }

  @Override
  public String name() {
    return "automatic";
  }

  @Override
  public Map<String, String> options() {
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
    options.put("selections", PoolRules.names(rules));
    return options;
  }

  @Override
  public List<Trial> run(EncodedSlice sam, SliceObject object, Progress progress) {
    List<ScoredMask> pool = sam.automatic(settings, progress);
    return List.of(new Trial(0, "", pool, PoolRules.choose(rules, object.truth(), pool)));
  }
}
