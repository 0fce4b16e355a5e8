namespace Atelier.Imaging;

/// <summary>
/// A picture that cannot be read, made or kept. The message is one line, for people: what is wrong, and what would be right.
/// </summary>
/// <param name="message">What is wrong, and what would be right.</param>
/// <param name="inner">What it came from, where something lower failed.</param>
public sealed class PictureException(string message, Exception? inner = null) : Exception(message, inner);
