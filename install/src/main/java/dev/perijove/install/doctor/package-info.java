/** Checks a machine for what the Java kernel needs: one check, one finding, one cure. */
@NullMarked
package dev.perijove.install.doctor;

import org.jspecify.annotations.NullMarked;
