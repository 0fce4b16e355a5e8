using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteJobStoreTests : JobStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IJobStore Store => _sqlite.Jobs;

    public void Dispose() => _sqlite.Dispose();
}

public sealed class SqliteJobLeaseTests : JobLeaseCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IJobStore Store => _sqlite.Jobs;

    public void Dispose() => _sqlite.Dispose();
}

public sealed class SqliteJobListTests : JobListCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IJobStore Store => _sqlite.Jobs;

    public void Dispose() => _sqlite.Dispose();
}
