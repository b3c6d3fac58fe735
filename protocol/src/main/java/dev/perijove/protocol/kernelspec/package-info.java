/** Kernelspecs on disk, found where jupyter_client finds them. */
@NullMarked
package dev.perijove.protocol.kernelspec;

import org.jspecify.annotations.NullMarked;
