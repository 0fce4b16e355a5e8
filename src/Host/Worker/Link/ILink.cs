namespace Atelier.Host.Worker.Link;

/// <summary>One end of what connects a server and a worker.</summary>
internal interface ILink : IAsyncDisposable
{
    /// <summary>Sends a message, after those before it. Never waits; what cannot be sent any more is dropped.</summary>
    void Post(LinkMessage message);

    /// <summary>Waits until what was posted before is on its way, so that it arrives even if this process ends next.</summary>
    Task FlushAsync();

    /// <summary>What the other end sends, until it is gone. To be read once.</summary>
    IAsyncEnumerable<LinkMessage> ReadAsync(CancellationToken cancellation);
}
