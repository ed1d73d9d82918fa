/** Styles of the library's larger parts: they come with the first screen that is more than a list. */
import './more-styles.css';
