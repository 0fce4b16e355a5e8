using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqlitePictureStoreTests : PictureStoreCompliance, IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    private protected override IPictureStore Store => _sqlite.Pictures;

    private protected override IJobStore Jobs => _sqlite.Jobs;

    public void Dispose() => _sqlite.Dispose();
}
