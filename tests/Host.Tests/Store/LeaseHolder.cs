using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store;

/// <summary>A worker that takes a job and ends it.</summary>
internal sealed class LeaseHolder(IJobStore store)
{
    private Lease? _lease;

    public async Task<Lease> LeaseAsync() => _lease = (await store.LeaseAsync(Some.Worker, CancellationToken.None))!.Lease;

    public async Task SucceedAsync(params NewPicture[] pictures) =>
        Assert.True(await store.SucceedAsync(_lease!, pictures, CancellationToken.None));
}
