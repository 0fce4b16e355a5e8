namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>A connection to the gateway: whole messages, decompressed.</summary>
internal interface IGatewaySocket : IDisposable
{
    /// <exception cref="GatewayLostException">It cannot be reached.</exception>
    Task ConnectAsync(Uri address, CancellationToken cancellation);

    /// <summary>The next message, or that Discord closed it. One at a time; cancelling ends the connection.</summary>
    /// <exception cref="GatewayLostException">The connection broke.</exception>
    Task<GatewayFrame> ReceiveAsync(CancellationToken cancellation);

    /// <exception cref="GatewayLostException">The connection broke.</exception>
    Task SendAsync(byte[] message, CancellationToken cancellation);

    /// <summary>Says goodbye, and does not wait for an answer.</summary>
    Task CloseAsync(int code, CancellationToken cancellation);
}

/// <param name="Message">JSON; empty where Discord closed.</param>
/// <param name="CloseCode">Why Discord closed; null where it did not.</param>
internal sealed record GatewayFrame(byte[] Message, int? CloseCode = null);

/// <summary>The connection broke, or could not be made.</summary>
internal sealed class GatewayLostException(string message) : Exception(message);
