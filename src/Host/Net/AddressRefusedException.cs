namespace Atelier.Host.Net;

/// <summary>A URL that must not be called. The message is one line: which host, and why.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
