using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store;

public sealed class MemoryRunStoreTests : RunStoreCompliance
{
    private readonly MemoryRunStore _store;

    public MemoryRunStoreTests() => _store = new MemoryRunStore(Time);

    private protected override IRunStore Store => _store;

    private protected override ManualTime Time { get; } = new();

    private protected override Task<IReadOnlyList<StoredEvent>> EventsAsync() => Task.FromResult<IReadOnlyList<StoredEvent>>(_store.Events);
}
