using System.Globalization;

namespace Atelier.DiscordSimulator.Limits;

internal static class AttachmentLimits
{
    private const int Most = 10;

    public static void Check(Form body, int files)
    {
        var notes = body.List("attachments", 0, Most);
        var named = new HashSet<string>();
        foreach (var note in notes)
        {
            var id = note.Text("id", 1, 20, required: true);
            note.Text("filename", 1, 1024);
            note.Text("description", 0, 1024);
            if (id is not null && !Snowflakes.IsOne(id))
            {
                note.Add("id", "NUMBER_TYPE_COERCE", $"Value \"{id}\" is not snowflake.");
            }

            if (id is not null && !named.Add(id))
            {
                note.Add("id", "BASE_TYPE_DUPLICATE", "Two attachments have this id.");
            }
        }

        if (files > Most)
        {
            body.Add("files", "BASE_TYPE_BAD_LENGTH", $"Must be between 0 and {Most} in length.");
        }

        for (var index = 0; body.Has("attachments") && index < files; index++)
        {
            if (!named.Contains(index.ToString(CultureInfo.InvariantCulture)))
            {
                body.Add("attachments", "FILE_NOT_LISTED", $"files[{index}] is not among the attachments.");
            }
        }
    }
}
