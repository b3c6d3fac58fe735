package dev.perijove.gateway.provision;

import java.util.concurrent.CompletionStage;

/**
 * Runs kernels in one kind of place. Thread-safe; found with {@link java.util.ServiceLoader}, so it
 * has a public constructor without parameters.
 *
 * <p>The counterpart in Python is the kernel provisioner of {@code jupyter_client}; a kernelspec
 * names the same one in both.
 */
public interface KernelProvisioner {

  /** The name a kernelspec asks for in {@code metadata.kernel_provisioner.provisioner_name}. */
  String name();

  /**
   * Called by the kernel manager at start and at every restart. Completes when the process exists,
   * not when it answers; fails with a {@link ProvisioningException} that names cause and cure, and
   * then leaves nothing behind: also not what {@link ProvisionedKernel#cleanup} had kept for this
   * launch.
   */
  CompletionStage<ProvisionedKernel> launch(LaunchRequest request);
}
