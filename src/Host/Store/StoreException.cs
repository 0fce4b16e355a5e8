namespace Atelier.Host.Store;

/// <summary>The data folder cannot be used. The message is one line: the path, what is wrong with it, and what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
