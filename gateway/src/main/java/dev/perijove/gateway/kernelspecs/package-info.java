/** Tells which kernels there are, and shows their logos: {@code /api/kernelspecs}. */
@NullMarked
package dev.perijove.gateway.kernelspecs;

import org.jspecify.annotations.NullMarked;
