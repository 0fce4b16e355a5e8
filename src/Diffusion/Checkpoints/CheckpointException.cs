namespace Atelier.Diffusion.Checkpoints;

/// <summary>A model file that cannot be used. The message is one line, for people: what is wrong, and the way out.</summary>
/// <param name="message">What is wrong, and the way out.</param>
/// <param name="inner">What it came from, where something lower failed.</param>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);
