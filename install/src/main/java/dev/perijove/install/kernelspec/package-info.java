/** Writes and removes the Java kernel's kernelspec, each as one step. */
@NullMarked
package dev.perijove.install.kernelspec;

import org.jspecify.annotations.NullMarked;
