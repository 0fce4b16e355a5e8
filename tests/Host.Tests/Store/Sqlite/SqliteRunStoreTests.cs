using Atelier.Host.Automation.Runs;
using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteRunStoreTests : RunStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    public SqliteRunStoreTests() => Store = new SqliteRunStore(_sqlite.Database, Time);

    private protected override IRunStore Store { get; }

    private protected override ManualTime Time { get; } = new();

    public void Dispose() => _sqlite.Dispose();

    private protected override Task<IReadOnlyList<StoredEvent>> EventsAsync() => _sqlite.Jobs.EventsAsync(0, 100, None);
}
