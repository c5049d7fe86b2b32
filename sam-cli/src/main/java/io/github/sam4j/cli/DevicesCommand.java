// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.Devices;
import io.github.sam4j.device.Device;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The devices that networks can run on. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = "Lists as JSON which devices can be used on this machine, and why others can't.")
final class DevicesCommand implements Callable<Integer> {
  /** More GPUs than a machine has. The search ends earlier, at the first that can't be used. */
  private static final int MAX_GPUS = 64;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ObjectNode root = Json.object();
    ArrayNode devices = root.putArray("devices");
    add(devices, Device.cpu());
    for (Device gpu : gpus()) {
      add(devices, gpu);
    }
    spec.commandLine().getOut().println(Json.indented(root));
    return ExitCode.OK;
  }

  /** Returns all GPUs that can be used, and the first one in any case. */
  private static List<Device> gpus() {
    List<Device> gpus = new ArrayList<>();
    gpus.add(Device.cuda(0));
    for (int i = 1; i < MAX_GPUS && Devices.isAvailable(gpus.get(i - 1)); i++) {
      Device next = Device.cuda(i);
      if (!Devices.isAvailable(next)) {
        break;
      }
      gpus.add(next);
    }
    return gpus;
  }

  private static void add(ArrayNode devices, Device device) {
    Optional<String> problem = Devices.problem(device);
    ObjectNode node = devices.addObject();
    node.put("device", device.toString());
    node.put("available", problem.isEmpty());
    problem.ifPresent(reason -> node.put("problem", reason));
  }
}
