namespace Atelier.Diffusion.Onnx;

/// <summary>A network could not be loaded or run. The message is one line, for people.</summary>
/// <param name="message">What happened, and the way out where there is one.</param>
/// <param name="inner">What the runtime said.</param>
public sealed class ModelRuntimeException(string message, Exception? inner = null) : Exception(message, inner);
