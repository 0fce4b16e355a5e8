using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store.Sqlite;

/// <summary>A database in a folder of its own.</summary>
internal sealed class SqliteFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SqliteFixture()
    {
        Data = new DataFolder(_folder["data"]);
        Database = SqliteDatabase.Open(Data);
        Jobs = new SqliteJobStore(Database, TimeProvider.System);
        Pictures = new SqlitePictureStore(Database);
        Uploads = new SqliteUploadStore(Database);
        Publications = new SqlitePublicationStore(Database);
    }

    public DataFolder Data { get; }

    public SqliteDatabase Database { get; }

    public SqliteJobStore Jobs { get; }

    public SqlitePictureStore Pictures { get; }

    public SqliteUploadStore Uploads { get; }

    public SqlitePublicationStore Publications { get; }

    public void Dispose()
    {
        Database.Dispose();
        _folder.Dispose();
    }
}
