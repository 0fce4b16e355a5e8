using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Worker;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Has the worker make the files that are published.</summary>
internal sealed class Finishing(IWorkers workers)
{
    public async Task<IReadOnlyList<PublishedFile>> FinishAsync(
        CheckedRecipe recipe, IReadOnlyList<JudgedCandidate> chosen, IRunLog log, CancellationToken cancellation)
    {
        var finish = recipe.Finish;
        var files = new List<PublishedFile>();
        foreach (var (index, one) in chosen.Index())
        {
            var made = await workers.AskAsync(
                new FinishQuestion(one.File, finish.Enlarging, [.. finish.Sizes.Select(size => size.Size)], finish.Focus, finish.Formats),
                cancellation);
            var number = index == 0 ? "" : $"-{index + 1}";
            files.AddRange(made.Select(file =>
            {
                var size = finish.Sizes[file.Size];
                var name = $"{recipe.Name}{number}{(size.Name.Length > 0 ? $"-{size.Name}" : "")}{file.Extension}";
                return new PublishedFile(name, file.MediaType, file.Width, file.Height, file.File) { Crop = $"{size.Crop}{number}" };
            }));
        }

        log.Write("info",
            $"post: {string.Join(", ", files.Select(file => $"{file.Name} ({file.Width}×{file.Height}, {file.Bytes.Length / 1024} KB)"))}");
        return files;
    }
}
