using System.Collections.Concurrent;
using Atelier.Host.Texts;
using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Atelier.Host.Store.Sqlite;

/// <summary>
/// One SQLite file that several processes share. Readers never wait (WAL); writers take turns, inside a process by a semaphore and between
/// processes by SQLite's lock. What was written is on the disk when its task completes (<c>synchronous = FULL</c>).
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    /// <summary>How long a write waits for another process before it is refused.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(10);

    // Reading a whole larger file at every start would cost more than it finds.
    private const long LargestChecked = 512L << 20;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly string _path;
    private readonly TimeSpan _patience;
    private SqliteConnection? _writer;
    private volatile bool _closed;

    private SqliteDatabase(string path, TimeSpan patience)
    {
        _path = path;
        _patience = patience;
    }

    static SqliteDatabase() => Batteries_V2.Init();

    /// <summary>Opens the database of a data folder, and makes it where the folder is new.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="check">Whether to look for damage all through; a worker need not do again what its server did.</param>
    /// <param name="patience">How long a write waits for another process; null takes <see cref="DefaultPatience"/>.</param>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static SqliteDatabase Open(DataFolder data, bool check = true, TimeSpan? patience = null)
    {
        DatabaseFile.Prepare(data);
        var database = new SqliteDatabase(data.Database, patience ?? DefaultPatience);
        try
        {
            var connection = database._writer = database.Connect();
            connection.Execute("PRAGMA journal_mode = WAL");
            if (check && new FileInfo(data.Database).Length <= LargestChecked)
            {
                Check(connection, data.Database);
            }

            return database.InTransaction(connection, _ =>
            {
                Schema.Migrate(connection, data.Database);
                return database;
            });
        }
        catch (SqliteException exception)
        {
            database.Dispose();
            throw SqliteErrors.AtStart(data.Database, exception);
        }
        catch (StoreException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Reads.</summary>
    /// <exception cref="QueueRefusedException">The database cannot be used now.</exception>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) => Task.Run(
        () =>
        {
            try
            {
                return Read(read);
            }
            catch (SqliteException exception)
            {
                throw SqliteErrors.WhileRunning(exception);
            }
        },
        cancellation);

    /// <summary>Writes in one transaction, which is on the disk when the task completes, or changed nothing when it fails.</summary>
    /// <exception cref="QueueRefusedException">The database cannot be used now.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(_patience, cancellation))
        {
            throw new QueueRefusedException(QueueRefusal.Unavailable, "the queue's database is busy; try again in a moment");
        }

        try
        {
            return await Task.Run(() => Write(write), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes it when a write that is under way has ended; those that wait their turn, or come later, are refused.</summary>
    public void Dispose()
    {
        _closed = true;

        // However long it takes: a connection that is closed under a write would leave its caller in the dark.
        _turn.Wait();
        _writer?.Dispose();
        _writer = null;
        _turn.Release();
        CloseReaders();
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw new QueueRefusedException(QueueRefusal.ShuttingDown, "the server is shutting down; try again when it is back");
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        ThrowIfClosed();
        var connection = _readers.TryTake(out var idle) ? idle : Connect();
        try
        {
            var result = read(connection);
            _readers.Add(connection);
            if (_closed)
            {
                CloseReaders();
            }

            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T Write<T>(Func<SqliteConnection, T> write)
    {
        ThrowIfClosed();
        try
        {
            return InTransaction(_writer ??= Connect(), write);
        }
        catch (SqliteException exception)
        {
            // A connection whose commit failed is in doubt; the next write begins with a new one.
            _writer?.Dispose();
            _writer = null;
            throw SqliteErrors.WhileRunning(exception);
        }
    }

    private T InTransaction<T>(SqliteConnection connection, Func<SqliteConnection, T> write)
    {
        WriterLock.Begin(connection, _patience);
        try
        {
            var result = write(connection);
            WriterLock.Commit(connection);
            return result;
        }
        catch
        {
            WriterLock.RollBack(connection);
            throw;
        }
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,

            // Readers wait only while a log is recovered; writers wait in WriterLock.
            DefaultTimeout = (int)Math.Ceiling(_patience.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {64 << 20};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Check(SqliteConnection connection, string path)
    {
        if (connection.QueryFirst<string>("PRAGMA quick_check(1)") is not "ok" and var found)
        {
            throw new StoreException(
                $"{path} is damaged ({OneLine.Of(found)}): put a backup in its place, or move the whole data folder away to begin with a new one");
        }
    }
}
