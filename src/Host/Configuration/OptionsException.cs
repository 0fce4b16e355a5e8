namespace Atelier.Host.Configuration;

/// <summary>A setting that cannot be used. The message is one line and names where the setting stands.</summary>
internal sealed class OptionsException(string message, Exception? inner = null) : Exception(message, inner);
