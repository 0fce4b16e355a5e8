using Atelier.Jobs;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Atelier.Host.Store.Sqlite;

/// <summary>What SQLite's errors mean for people.</summary>
internal static class SqliteErrors
{
    /// <summary>While the server runs: it may work later.</summary>
    public static QueueRefusedException WhileRunning(SqliteException exception) => exception switch
    {
        _ when IsFull(exception) => new(QueueRefusal.NoSpace, "the disk that keeps the queue is full; free some space and try again"),
        { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } =>
            new(QueueRefusal.Unavailable, "another program holds the queue's database; try again in a moment"),
        _ => new(QueueRefusal.Unavailable,
            $"the queue's database cannot be used now (SQLite error {exception.SqliteExtendedErrorCode}); the server's operator must look at it"),
    };

    /// <summary>At start: what is wrong with the file, and what to do.</summary>
    public static StoreException AtStart(string path, SqliteException exception) => new($"{path}: " + exception switch
    {
        _ when IsFull(exception) => "the disk is full; free some space and start again",
        { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => "another program holds the database; end it, or name another data folder with --data",
        { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } =>
            "the database is damaged; put a backup in its place, or move the whole data folder away to begin with a new one",
        { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM } =>
            "the database cannot be written to; let the server's user write to the file and its folder, or name another data folder with --data",
        _ => $"the database cannot be used: {exception.Message}",
    }, exception);

    // A full disk also shows where the memory file beside the log cannot grow.
    private static bool IsFull(SqliteException exception) =>
        exception.SqliteErrorCode == raw.SQLITE_FULL || exception.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE;
}
