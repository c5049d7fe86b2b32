// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.eval.result.SliceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens a report in a real browser, where there is one. Pictures of it stay in target. */
final class ReportInBrowserTest {
  private static final Path SCREENS = Path.of("target", "report-screens");

  @TempDir
  static Path folder;

  private static @Nullable Chromium started;
  private static Path page = Path.of("report.html");

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = Chromium.find();
    Assumptions.assumeTrue(
        program.isPresent(),
        "needs Chromium on the path, or its place in the property " + Chromium.PROPERTY);
    SampleRun run = SampleRun.empty()
        .with("Task04_Hippocampus", 2)
        .with("Task<script>alert(1)</script>", 1)
        .withFailure(new SliceId("Task04_Hippocampus", "case_<b>", 3, 24), "\"no\" & <i>never</i>");
    page = folder.resolve("report.html");
    HtmlReport.write(run, run, page);
    started = Chromium.start(program.get(), Files.createDirectory(folder.resolve("profile")));
    Files.createDirectories(SCREENS);
  }

  @AfterAll
  static void end() {
    if (started != null) {
      started.close();
    }
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("no browser");
    }
    return started;
  }

  @BeforeEach
  void openPage() throws InterruptedException {
    emulate("screen", "light");
    viewport(1280, 900);
    browser().open(page);
  }

  private static void emulate(String media, String scheme) {
    browser()
        .call(
            "Emulation.setEmulatedMedia",
            Map.of(
                "media",
                media,
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static void viewport(int width, int height) {
    browser()
        .call(
            "Emulation.setDeviceMetricsOverride",
            Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  private static void screenshot(String name, boolean whole) throws IOException {
    JsonNode picture = browser()
        .call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    Files.write(
        SCREENS.resolve(name), Base64.getDecoder().decode(picture.path("data").asText()));
  }

  private static String background() {
    return browser().evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  @Test
  void pageLoadsWithoutComplaintAndAsksForNothingElse() {
    assertThat(browser().evaluate("document.querySelectorAll('h2').length").asInt())
        .isEqualTo(2);
    assertThat(browser().events("Runtime.exceptionThrown")).isEmpty();
    assertThat(browser().events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(browser().events("Log.entryAdded")).isEmpty();
    assertThat(browser().events("Network.requestWillBeSent"))
        .extracting(event -> event.path("request").path("url").asText())
        .contains(page.toUri().toString())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
  }

  @Test
  void allPicturesAreShown() {
    String script = "Promise.all([...document.images].map((i) => i.decode()))"
        + ".then(() => [...document.images].map((i) => i.naturalWidth))";

    JsonNode widths = browser().evaluate(script);

    assertThat(widths).hasSize(2 * (4 + 1 + 1) * 9).allMatch(width -> width.asInt() == 64);
  }

  @Test
  void clickOnPictureEnlargesIt() throws IOException {
    double before = width(".shot .frame");

    browser().click(".shot");
    browser().awaitTrue("document.querySelector('dialog').open");
    screenshot("enlarged.png", false);

    assertThat(width("dialog .frame")).isGreaterThan(1.5 * before);
    assertThat(width("dialog .frame img")).isEqualTo(width("dialog .frame svg"));
    browser().click("dialog .truth-key");
    browser()
        .awaitTrue("getComputedStyle(document.querySelector('dialog .truth')).display === 'none'");
    browser().click("dialog .tools :last-child");
    browser().awaitTrue("!document.querySelector('dialog').open");
  }

  @Test
  void arrowKeysLeafOnAndOn() {
    browser().click(".shot");
    browser().awaitTrue("document.querySelector('dialog').open");
    String shown = "document.querySelector('dialog figcaption').textContent"
        + " === document.querySelectorAll('.gallery figcaption')[%d].textContent";

    for (int slice = 1; slice <= 3; slice++) {
      press("ArrowRight");
      browser().awaitTrue(String.format(shown, slice));
      assertThat(
              browser().evaluate("!!document.activeElement.closest('dialog')").asBoolean())
          .isTrue();
    }
    browser().click("dialog .tools button");
    browser().awaitTrue(String.format(shown, 2));
    press("ArrowLeft");
    browser().awaitTrue(String.format(shown, 1));
    assertThat(browser().evaluate("document.activeElement.textContent").asText())
        .isEqualTo("←");
  }

  private static void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      browser().call("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key));
    }
  }

  @Test
  void tableOfScoresFitsThePage() {
    assertThat(browser()
            .evaluate("(() => { const s = document.querySelector('.panel .scroll');"
                + " return s.scrollWidth - s.clientWidth; })()")
            .asInt())
        .isZero();
  }

  private static double width(String selector) {
    return browser()
        .evaluate("document.querySelector('" + selector + "').getBoundingClientRect().width")
        .asDouble();
  }

  @Test
  void colourSchemeAndButtonChangeTheGround() throws IOException {
    String light = background();
    screenshot("light.png", true);

    emulate("screen", "dark");
    String dark = background();
    screenshot("dark.png", true);
    browser().click("#theme");

    assertThat(dark).isNotEqualTo(light);
    assertThat(background()).isEqualTo(light);
  }

  @Test
  void paperShowsEveryObjectOnWhite() throws IOException {
    assertThat(width(".q1")).isZero();

    emulate("print", "dark");
    viewport(688, 1000);
    screenshot("print.png", true);

    assertThat(width(".q1")).isPositive();
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(688);
    JsonNode pdf = browser().call("Page.printToPDF", Map.of("printBackground", false));
    byte[] file = Base64.getDecoder().decode(pdf.path("data").asText());
    Files.write(SCREENS.resolve("print.pdf"), file);
    assertThat(file).startsWith('%', 'P', 'D', 'F');
  }

  @Test
  void whatIsFoldedAboutTheRunIsPrintedAndFoldedAgain() {
    String folded = "document.querySelectorAll('.run details:not([open])').length";
    String unfolded = "[...document.querySelectorAll('.run details[open]')]"
        + ".filter((d) => d.textContent.includes('SHA-256')).length";
    int before = browser().evaluate(folded).asInt();

    browser().evaluate("window.dispatchEvent(new Event('beforeprint'))");
    int printing = browser().evaluate(folded).asInt();
    int unfoldedData = browser().evaluate(unfolded).asInt();
    browser().evaluate("window.dispatchEvent(new Event('afterprint'))");

    assertThat(before).isPositive();
    // the checksums of all files may take pages: the one over all of them is enough
    assertThat(printing).isEqualTo(1);
    assertThat(unfoldedData).isZero();
    assertThat(browser().evaluate(folded).asInt()).isEqualTo(before);
  }

  @Test
  void otherObjectIsShownWhenChosen() {
    browser().click(".p1 + label");

    browser().awaitTrue("document.querySelector('.q1').offsetWidth > 0");
    assertThat(width(".q0")).isZero();
  }

  @Test
  void otherGalleryIsShownWhenChosenAndPaperShowsTheFirst() {
    browser().click(".g1 + label");

    browser().awaitTrue("document.querySelector('.v1').offsetWidth > 0");
    assertThat(width(".v0")).isZero();
    browser().click(".v1 .shot");
    browser().awaitTrue("document.querySelector('dialog').open");
    press("ArrowLeft");
    browser()
        .awaitTrue("document.querySelector('dialog figcaption').textContent"
            + " === [...document.querySelectorAll('.v1')][0]"
            + ".querySelector('.rank:last-child .card:last-child figcaption').textContent");
    emulate("print", "light");
    assertThat(width(".v0")).isPositive();
    assertThat(width(".v1")).isZero();
  }

  @Test
  void nothingSticksOutOnSmallScreens() throws IOException {
    viewport(390, 844);

    screenshot("phone.png", true);

    assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(390);
  }

  @Test
  void namesAreNeverRun() {
    assertThat(browser().evaluate("document.querySelectorAll('script').length").asInt())
        .isEqualTo(1);
    assertThat(browser()
            .evaluate("document.querySelectorAll('.problems i').length")
            .asInt())
        .isZero();
    assertThat(browser().evaluate("document.body.textContent").asText())
        .contains("Task<script>alert(1)</script>");
  }
}
