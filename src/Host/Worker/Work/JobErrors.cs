using System.Runtime.Loader;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Plugins;
using Atelier.Host.Texts;
using Atelier.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Worker.Work;

/// <summary>What went wrong, as a job says it: a code, and one line without paths of the machine.</summary>
internal sealed class JobErrors(AtelierOptions options, string data)
{
    private const int Longest = 1000;

    public JobError Of(Exception exception) => exception switch
    {
        RequestException request => new JobError("invalid_request", Line(request.Problem), request.Field),
        _ when IsDiskFull(exception) => NoSpace(),
        CheckpointException or ModelRuntimeException => new JobError("model_failed", Line(exception.Message)),
        GenerationException or PictureException => new JobError("generation_failed", Line(exception.Message)),
        OutOfMemoryException => new JobError("generation_failed", "memory ran out; make the picture smaller, or fewer in one batch"),
        _ when PluginOf(exception) is { } plugin => new JobError(
            "generation_failed", Line($"the plugin {plugin} failed: {exception.GetType().Name}: {exception.Message}")),
        _ => new JobError("internal", Line($"{exception.GetType().Name}: {exception.Message}")),
    };

    /// <summary>Whether a write failed for want of space.</summary>
    public static bool IsDiskFull(Exception exception) =>
        exception is QueueRefusedException { Reason: QueueRefusal.NoSpace } || DiskFull.Is(exception);

    private static JobError NoSpace() => new("no_space", "the server's disk is full; free some space, then try again");

    private static string? PluginOf(Exception exception) =>
        exception.TargetSite?.DeclaringType?.Assembly is { } assembly
            && AssemblyLoadContext.GetLoadContext(assembly) is PluginLoadContext context ? context.Name : null;

    private string Line(string text)
    {
        string[] folders = [options.Folders.Models, options.Folders.Wildcards, .. options.Folders.Plugins, data, AppContext.BaseDirectory];
        return OneLine.Of(folders.Select(Path.TrimEndingDirectorySeparator).Aggregate(text, (line, folder) => line
            .Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(folder, Path.GetFileName(folder), StringComparison.Ordinal)), Longest);
    }
}
