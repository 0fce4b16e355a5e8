namespace Atelier.Host.Worker.Link;

/// <summary>A link whose other end never came.</summary>
internal sealed class NoLink : ILink
{
    public void Post(LinkMessage message)
    {
    }

    public Task FlushAsync() => Task.CompletedTask;

    public IAsyncEnumerable<LinkMessage> ReadAsync(CancellationToken cancellation) => AsyncEnumerable.Empty<LinkMessage>();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
