using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Json;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Jobs;

namespace Atelier.Host.Webhooks.Out;

/// <summary>What a webhook is sent: <c>{"type", "timestamp", "data"}</c>, small, with links in place of pictures.</summary>
/// <param name="root">By which address the world reaches this server; null where it is not known.</param>
internal sealed class MessageBody(string? root)
{
    private const int Most = 20_000;
    private const int LongestText = 1000;
    private const int MostPictures = 20;

    /// <param name="happened">What happened.</param>
    /// <param name="job">The job that it is about; null where it is about none, or its record is gone.</param>
    public string Of(StoredEvent happened, Job? job) => Of(
        happened.Type, happened.At, happened.IsOfJob ? OfJob(happened, job) : JsonNode.Parse(happened.Data ?? "{}")!.AsObject());

    public string Of(string type, DateTimeOffset at, JsonObject data)
    {
        MakeWhole(data);
        var body = Write(type, at, data);
        return Encoding.UTF8.GetByteCount(body) < Most ? body : Write(type, at, Shortened(data));
    }

    private static string Write(string type, DateTimeOffset at, JsonObject data) =>
        new JsonObject { ["type"] = type, ["timestamp"] = JsonSerializer.SerializeToNode(at.UtcDateTime), ["data"] = data }.ToJsonString(
            ApiJson.Options);

    // The state is the event's: by the time this is written the job may have moved on.
    private static JsonObject OfJob(StoredEvent happened, Job? job)
    {
        var data = new JsonObject
        {
            ["id"] = happened.JobId,
            ["state"] = happened.Type.Split('.')[1],
            ["url"] = $"/api/v1/jobs/{happened.JobId}",
        };
        if (job is null)
        {
            return data;
        }

        data["owner"] = job.Owner;
        data["source"] = job.Source;
        data["prompt"] = OneLine.Of(job.Request.Prompt, LongestText);
        data["model"] = job.Request.Model;
        data["seed"] = job.Request.Seed;
        data["createdAt"] = JsonSerializer.SerializeToNode(job.CreatedAt.UtcDateTime);
        if (happened.Type != StoredEvent.TypeOf(job.State) || !job.IsOver)
        {
            return data;
        }

        data["endedAt"] = JsonSerializer.SerializeToNode(job.EndedAt?.UtcDateTime);
        data["error"] = JsonSerializer.SerializeToNode(job.Error, ApiJson.Options);
        data["pictureCount"] = job.Pictures.Count;
        data["pictures"] = new JsonArray([.. job.Pictures.Take(MostPictures).Select(OfPicture)]);
        return data;
    }

    private static JsonNode OfPicture(JobPicture picture) => new JsonObject
    {
        ["id"] = picture.Id,
        ["url"] = PictureAddress.File(picture.Id),
        ["thumbnailUrl"] = PictureAddress.Thumbnail(picture.Id),
        ["width"] = picture.Width,
        ["height"] = picture.Height,
        ["format"] = picture.Format,
        ["seed"] = picture.Seed,
    };

    // Addresses of this server become whole ones, where its own is known.
    private void MakeWhole(JsonNode? node)
    {
        if (root is null)
        {
            return;
        }

        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                MakeWhole(item);
            }
        }
        else if (node is JsonObject item)
        {
            foreach (var (name, value) in item.ToList())
            {
                MakeWhole(value);
                if ((name == "url" || name.EndsWith("Url", StringComparison.Ordinal)) && value is JsonValue text
                    && text.TryGetValue<string>(out var address)
                    && address.StartsWith('/'))
                {
                    item[name] = root + address;
                }
            }
        }
    }

    // Who wants all of it fetches it: the ids stay.
    private static JsonObject Shortened(JsonObject data)
    {
        const int longest = 200;
        var few = new JsonObject { ["shortened"] = true };
        foreach (var (name, value) in data.Where(one => one.Value is JsonValue).Take(30))
        {
            few[OneLine.Of(name, longest)] = value!.GetValueKind() == JsonValueKind.String
                ? OneLine.Of(value.GetValue<string>(), longest)
                : value.DeepClone();
        }

        return few;
    }
}
