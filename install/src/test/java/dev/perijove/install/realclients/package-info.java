/** Runs the built product in the clients that people use, and looks at what they show. */
@NullMarked
package dev.perijove.install.realclients;

import org.jspecify.annotations.NullMarked;
