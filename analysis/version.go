package analysis

// Version is undertone's version. Reports record it.
const Version = "0.1.0"
