namespace Atelier.Diffusion.Pipeline;

/// <summary>A generation that began and could not be finished. The message is one line, for people.</summary>
/// <param name="message">What happened, where, and what may help.</param>
public sealed class GenerationException(string message) : Exception(message);
