using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Atelier.Host.Store.Sqlite;

/// <summary>
/// Begins and ends writing. SQLite's own waiting for another process is not used: as it is built here it sleeps for whole seconds, and its
/// driver for 150 ms at a time, while the other is done after a few.
/// </summary>
internal static class WriterLock
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>Begins a transaction that may write, when no other process writes.</summary>
    /// <exception cref="SqliteException">Another process does all the time, or the file cannot be used.</exception>
    public static void Begin(SqliteConnection connection, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var result = raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE");
            if (result != raw.SQLITE_BUSY || Stopwatch.GetElapsedTime(began) >= patience)
            {
                SqliteException.ThrowExceptionForRC(result, connection.Handle);
                return;
            }

            Thread.Sleep(pause);
        }
    }

    /// <summary>Ends it: what was written is on the disk.</summary>
    public static void Commit(SqliteConnection connection) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, "COMMIT"), connection.Handle);

    /// <summary>Ends it, and nothing was written. A failure has often done that already.</summary>
    public static void RollBack(SqliteConnection connection) => raw.sqlite3_exec(connection.Handle, "ROLLBACK");
}
