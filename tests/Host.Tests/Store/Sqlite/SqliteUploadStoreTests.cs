using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteUploadStoreTests : UploadStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IUploadStore Store => _sqlite.Uploads;

    private protected override IJobStore Jobs => _sqlite.Jobs;

    public void Dispose() => _sqlite.Dispose();
}
