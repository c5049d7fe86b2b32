package io.github.sam4j.eval;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.model.SamModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The choices behind a run of the protocol of arXiv 2312.12880, "Testing the Segment Anything Model
 * on radiology data": slices that contain the object, automatic masks of the whole slice, masks
 * chosen with the help of the ground truth.
 *
 * <p>The paper leaves several choices open; here each is a setting whose name goes into the report.
 * Immutable.
 */
public final class PaperProtocol {
  private final Axis axis;
  private final @Nullable Intensity intensity;
  private final AutomaticMaskSettings automatic;
  private final List<MaskSelection> selections;
  private final int channel;
  private final int maxCases;

  private PaperProtocol(Builder builder) {
    axis = builder.axis;
    intensity = builder.intensity;
    automatic = builder.automatic;
    selections = builder.selections;
    channel = builder.channel;
    maxCases = builder.maxCases;
  }

  /**
   * Returns the defaults: slices through the plane, intensities by modality, the reference's
   * automatic masks.
   */
  public static PaperProtocol defaults() {
    return builder().build();
  }

  /** Starts settings from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the axis along which volumes are cut. */
  public Axis axis() {
    return axis;
  }

  /**
   * Returns the intensity policy for a data set: the one that was set, else for CT the soft-tissue
   * window and for everything else minimum to maximum of the volume.
   */
  public Intensity intensity(MsdDataset dataset) {
    if (intensity != null) {
      return intensity;
    }
    boolean ct = channel < dataset.modalities().size()
        && dataset.modalities().get(channel).toUpperCase(Locale.ROOT).equals("CT");
    return ct ? Intensity.softTissue() : Intensity.minMaxVolume();
  }

  /** Returns the settings of the automatic masks. */
  public AutomaticMaskSettings automatic() {
    return automatic;
  }

  /** Returns the selections that are scored, in the order of the table. */
  public List<MaskSelection> selections() {
    return selections;
  }

  /** Returns the channel of images that have several, counted from 0. */
  public int channel() {
    return channel;
  }

  /** Returns how many cases of a data set are used at most, if that is limited. */
  public Optional<Integer> maxCases() {
    return maxCases == Integer.MAX_VALUE ? Optional.empty() : Optional.of(maxCases);
  }

  /**
   * Describes a run for its report: model, data set and every choice of the protocol, in several
   * lines.
   *
   * @param model the model that runs
   * @param dataset the data set that is run, with the files it lists but lacks
   */
  public String describe(SamModel model, MsdDataset dataset) {
    int cases = Math.min(dataset.cases().size(), maxCases);
    StringBuilder text = new StringBuilder();
    text.append(dataset.task()).append(": protocol of arXiv 2312.12880\n");
    text.append("  model       ").append(model.name());
    text.append(", encoder SHA-256 ").append(model.encoderSha256());
    text.append(", decoder SHA-256 ").append(model.decoderSha256()).append('\n');
    text.append("  cases       ")
        .append(cases)
        .append(" of ")
        .append(dataset.cases().size())
        .append('\n');
    text.append("  slices      ").append(axis.name().toLowerCase(Locale.ROOT));
    text.append(", those with ground truth\n");
    text.append("  intensity   ").append(intensity(dataset).name());
    text.append(dataset.modalities().size() > 1 ? ", channel " + channel : "").append('\n');
    text.append("  automatic   ").append(automatic).append('\n');
    text.append("  selections  ").append(selections).append('\n');
    dataset
        .missing()
        .forEach(
            file -> text.append("  left out    no such file: ").append(file).append('\n'));
    return text.toString();
  }

  /** Settings under construction. */
  public static final class Builder {
    private Axis axis = Axis.THROUGH_PLANE;
    private @Nullable Intensity intensity;
    private AutomaticMaskSettings automatic = AutomaticMaskSettings.defaults();
    private List<MaskSelection> selections = MaskSelection.paper();
    private int channel;
    private int maxCases = Integer.MAX_VALUE;

    private Builder() {}

    /** Sets the axis along which volumes are cut. */
    public Builder axis(Axis value) {
      axis = value;
      return this;
    }

    /** Sets the intensity policy for all data sets. */
    public Builder intensity(Intensity value) {
      intensity = value;
      return this;
    }

    /** Sets the automatic masks. */
    public Builder automatic(AutomaticMaskSettings value) {
      automatic = value;
      return this;
    }

    /**
     * Sets the selections.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Builder selections(List<MaskSelection> value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("selections must not be empty");
      }
      selections = List.copyOf(value);
      return this;
    }

    /**
     * Sets the channel of images that have several.
     *
     * @throws IllegalArgumentException if negative
     */
    public Builder channel(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("channel must not be negative, got " + value);
      }
      channel = value;
      return this;
    }

    /**
     * Limits the number of cases.
     *
     * @throws IllegalArgumentException if not positive
     */
    public Builder maxCases(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("maxCases must be at least 1, got " + value);
      }
      maxCases = value;
      return this;
    }

    /** Returns the settings. */
    public PaperProtocol build() {
      return new PaperProtocol(this);
    }
  }
}
