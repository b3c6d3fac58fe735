/** Says what a Java installation on this machine can do. Starts its {@code java} once to ask. */
@NullMarked
package dev.perijove.install.jdk;

import org.jspecify.annotations.NullMarked;
