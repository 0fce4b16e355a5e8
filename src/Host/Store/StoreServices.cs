using System.Security.Cryptography;
using Atelier.FrontEnds;
using Atelier.Host.Automation;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Notify;
using Atelier.Host.Serve;
using Atelier.Host.Store.Files;
using Atelier.Host.Store.Sqlite;

namespace Atelier.Host.Store;

internal static class StoreServices
{
    /// <summary>Jobs, pictures and keys, in the data folder.</summary>
    /// <param name="services">To add to.</param>
    /// <param name="check">Whether to look for damage all through when it is opened; a worker need not do again what its server
    /// did.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, bool check = true) => services
        .AddSingleton(provider => new DataFolder(provider.GetRequiredService<ServerOptions>().Data))
        .AddSingleton(provider => new Ulids(provider.GetRequiredService<TimeProvider>(), RandomNumberGenerator.Fill))
        .AddSingleton(provider => SqliteDatabase.Open(provider.GetRequiredService<DataFolder>(), check))
        .AddSingleton<IJobStore, SqliteJobStore>()
        .AddSingleton<JobSignal>()
        .AddSingleton<IEventLog, SqliteEventLog>()
        .AddSingleton<IPictureStore, SqlitePictureStore>()
        .AddSingleton<IUploadStore, SqliteUploadStore>()
        .AddSingleton<IKeyStore, SqliteKeyStore>()
        .AddSingleton<IRunStore, SqliteRunStore>()
        .AddSingleton<IPublicationStore, SqlitePublicationStore>()
        .AddSingleton<IScheduleStore, SqliteScheduleStore>()
        .AddSingleton<IRecipeStore, SqliteRecipeStore>()
        .AddSingleton<Func<string, IFrontEndStore>>(provider => name =>
            new SqliteFrontEndStore(provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<TimeProvider>(), name))
        .AddSingleton<IPictureFiles, PictureFiles>();
}
